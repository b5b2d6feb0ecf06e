/**
 * Sockets of an event loop behind one narrow interface: epoll by direct system calls on Linux, and the JDK's selector
 * everywhere. Knows TCP and time, not HTTP.
 */
@NullMarked
package dev.throng.runner.http.io;

import org.jspecify.annotations.NullMarked;
