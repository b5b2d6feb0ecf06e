/** What there is: everything a decision needs, gathered into one immutable model. Nothing here changes the cluster. */
@NullMarked
package dev.throng.operator.loadtest.observe;

import org.jspecify.annotations.NullMarked;
