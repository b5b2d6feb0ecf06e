/** The connections of a loop's users: kept by each, shared, or taken from a pool; and whose turn it is among the addresses of a name. */
@NullMarked
package dev.throng.runner.engine.connection;

import org.jspecify.annotations.NullMarked;
