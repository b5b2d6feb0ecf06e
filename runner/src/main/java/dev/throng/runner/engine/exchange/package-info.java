/** A request on its way: connect, send, receive, follow redirects, judge, record. */
@NullMarked
package dev.throng.runner.engine.exchange;

import org.jspecify.annotations.NullMarked;
