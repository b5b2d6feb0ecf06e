/**
 * What comes in a streamed body, event by event: server-sent events as the HTML standard has them, lines, or pieces as they come. Takes
 * bytes in whatever pieces the network makes of them and holds no more than one event.
 */
@NullMarked
package dev.throng.runner.http.events;

import org.jspecify.annotations.NullMarked;
