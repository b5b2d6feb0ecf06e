/**
 * What the live page is fed with: frames, the history of the charts, tables of which only changes are sent, and the journal.
 */
@NullMarked
package dev.throng.runner.web.live;

import org.jspecify.annotations.NullMarked;
