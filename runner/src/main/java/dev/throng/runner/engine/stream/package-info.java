/** What a user makes of a streamed response: counts and times its events, keeps them for checks, and says when it has had enough. */
@NullMarked
package dev.throng.runner.engine.stream;

import org.jspecify.annotations.NullMarked;
