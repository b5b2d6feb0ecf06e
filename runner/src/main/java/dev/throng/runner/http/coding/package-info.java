/**
 * What bodies are compressed by, and how they are read all the same: by the JDK where it can, by libraries else. Knows
 * neither sockets nor messages.
 */
@NullMarked
package dev.throng.runner.http.coding;

import org.jspecify.annotations.NullMarked;
