/** Resources of other operators of load tests, with the scripts in the ConfigMaps beside them. */
@NullMarked
package dev.throng.runner.imports.manifest;

import org.jspecify.annotations.NullMarked;
