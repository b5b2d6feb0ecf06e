/** Folders of inputs and the outputs they must give: adding a case is adding a file. */
@NullMarked
package dev.throng.operator.golden;

import org.jspecify.annotations.NullMarked;
