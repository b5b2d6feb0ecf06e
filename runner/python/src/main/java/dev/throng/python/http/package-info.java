/**
 * Requests and responses as Python writes and reads them, what Locust would call their failures, and the JDK's client for
 * those that no user of the engine makes.
 */
@NullMarked
package dev.throng.python.http;

import org.jspecify.annotations.NullMarked;
