/** Locustfiles as a scenario of the engine: loaded, warmed up, with their users, their shape and their events. */
@NullMarked
package dev.throng.python.scenario;

import org.jspecify.annotations.NullMarked;
