/**
 * HTTP/2 from the client's side: frames, header compression (by Netty's HPACK), flow control, the ends of streams and
 * connections. Knows no socket and no clock: bytes go in and bytes come out.
 */
@NullMarked
package dev.throng.runner.http.h2;

import org.jspecify.annotations.NullMarked;
