/** What a virtual user is, whatever it does: its identity, variables, cookies and connections; and the users of one class on one loop. */
@NullMarked
package dev.throng.runner.engine.user;

import org.jspecify.annotations.NullMarked;
