/** Users that follow declared steps: tasks, flows, several requests at once, and conversations over WebSockets. */
@NullMarked
package dev.throng.runner.engine.step;

import org.jspecify.annotations.NullMarked;
