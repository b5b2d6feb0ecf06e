/**
 * Who the users are, which tasks they draw, how long they wait between them, and the data and code they share.
 */
@NullMarked
package dev.throng.api.scenario;

import org.jspecify.annotations.NullMarked;
