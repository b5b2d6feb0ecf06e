/**
 * NoticeDispatch people how a run ended: what is told, in the forms that webhooks take, and sending it until it is taken or given
 * up. An address is a secret: none is in a message, a log or a status.
 */
@NullMarked
package dev.throng.runner.notify;

import org.jspecify.annotations.NullMarked;
