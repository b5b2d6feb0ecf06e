package dev.throng.runner.plan.step;

import dev.throng.api.step.OnFailure;
import dev.throng.api.step.StopWhat;
import dev.throng.runner.grpc.RpcMethod;
import dev.throng.runner.script.Condition;
import dev.throng.runner.script.Template;
import java.util.List;
import java.util.Optional;

/** One step of a task. */
public sealed interface Step {
    /** Evaluated first; the step is skipped when it is false. */
    Optional<Condition> when();

    /** Values taken from shared pools first; the step is skipped when one of the pools is empty. */
    List<Pop> pops();

    /**
     * An HTTP exchange.
     *
     * @param user name of the user class, for the statistics
     * @param name what the statistics group it under; the path's template text unless given
     * @param method upper case
     * @param path what to ask for: an absolute URL, or path and query from the target's root, the target's own path
     *     prefix included; already encoded. A computed one may lack the leading slash
     * @param headers in sending order, names as written; a header with an unset variable is left out
     * @param retry when it is sent again
     * @param captures applied to every response that met the expectation
     * @param stream how the response is read as it comes, if it is
     */
    record Request(
            String user,
            String name,
            String method,
            Template path,
            List<Header> headers,
            Optional<Body> body,
            List<Capture> captures,
            Expectation expect,
            Optional<Condition> when,
            List<Pop> pops,
            List<Push> pushes,
            boolean followRedirects,
            long totalTimeoutNanos,
            OnFailure onFailure,
            Optional<Retry> retry,
            Optional<Streaming> stream)
            implements Step {
        /** That is sent once, and after whose failure the user goes on. */
        public Request(
                String user,
                String name,
                String method,
                Template path,
                List<Header> headers,
                Optional<Body> body,
                List<Capture> captures,
                Expectation expect,
                Optional<Condition> when,
                List<Pop> pops,
                List<Push> pushes,
                boolean followRedirects,
                long totalTimeoutNanos) {
            this(
                    user,
                    name,
                    method,
                    path,
                    headers,
                    body,
                    captures,
                    expect,
                    when,
                    pops,
                    pushes,
                    followRedirects,
                    totalTimeoutNanos,
                    OnFailure.goOn,
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** The handshake of a WebSocket, which the user keeps. */
    record Connect(Request request, Conversation.Opening opening) implements Step {
        @Override
        public Optional<Condition> when() {
            return request.when();
        }

        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /**
     * Says something over a WebSocket, or waits for something, or both.
     *
     * @param user name of the user class, for the statistics
     * @param name what the statistics group it under
     * @param socket which of the user's
     * @param expect which message is waited for
     */
    record Talk(
            String user,
            String name,
            String socket,
            Optional<Conversation.Message> message,
            Optional<Conversation.Patience> patience,
            List<Capture> captures,
            Expectation expect,
            Optional<Condition> when,
            OnFailure onFailure)
            implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** Closes a WebSocket. @param withinNanos how long the server may take to agree */
    record HangUp(
            String user,
            String name,
            String socket,
            int code,
            Optional<Condition> when,
            long withinNanos,
            OnFailure onFailure)
            implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /**
     * A call of gRPC.
     *
     * @param request that carries it
     * @param deadlineNanos after which it ends with DEADLINE_EXCEEDED; {@link Long#MAX_VALUE} when it has none
     * @param mostBytes of one message of the answer
     * @param messages how many are sent
     * @param everyNanos from one message to the next; 0 when all are sent at once
     * @param awaitsAnswers whether a message waits for the answer to the one before
     * @param goesRound whether it goes to another address of the server's name than the user's call before
     */
    record Rpc(
            Request request,
            RpcMethod method,
            long deadlineNanos,
            long mostBytes,
            int messages,
            long everyNanos,
            boolean awaitsAnswers,
            boolean goesRound)
            implements Step {
        /** What stands for a method of HTTP in names and statistics. */
        public static final String METHOD = "GRPC";

        /** Whether messages are sent one at a time. */
        public boolean comesApart() {
            return everyNanos > 0 || awaitsAnswers;
        }

        /** What the messages of its answer are measured as, where the server streams. */
        public String messagesName() {
            return request.name() + " (message)";
        }

        @Override
        public Optional<Condition> when() {
            return request.when();
        }

        @Override
        public List<Pop> pops() {
            return request.pops();
        }
    }

    /** A pause inside a task. */
    record Pause(long nanos, Optional<Condition> when) implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** A pause inside a task that is drawn each time. */
    record Think(Distribution distribution, Optional<Condition> when) implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** The end of the user, or of the whole run. */
    record Stop(StopWhat what, Optional<Condition> when) implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** Assigns variables in the order of their names; a value sees those assigned before it. */
    record Set(List<Assignment> assignments, Optional<Condition> when) implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /**
     * Performs the steps of a flow.
     *
     * @param flow its name
     * @param otherwise performed once instead where {@code when} is false; empty: nothing is
     * @param group what all of it is measured as; empty: as nothing but its requests
     */
    record Do(
            String flow,
            List<Step> steps,
            Rounds rounds,
            List<Step> otherwise,
            Optional<Condition> when,
            Optional<String> group)
            implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** Draws a row of data into a variable. */
    record Draw(int feed, int variable) implements Step {
        @Override
        public Optional<Condition> when() {
            return Optional.empty();
        }

        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** Gives the values of these variables to whoever has the user's engine. */
    record Give(List<Integer> variables) implements Step {
        @Override
        public Optional<Condition> when() {
            return Optional.empty();
        }

        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /** Performs one flow of several, drawn by weight. */
    record Choose(List<Choice> choices, Optional<Condition> when) implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /**
     * Sends requests at once.
     *
     * @param each what they are sent for, if they are for each item of a list
     * @param most how many are under way at a time
     * @param group what all of it is measured as
     */
    record Parallel(
            String flow,
            List<Request> requests,
            Optional<ForEach> each,
            int most,
            Optional<String> group,
            Optional<Condition> when)
            implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    /**
     * Waits until so many users of the run are here.
     *
     * @param mostNanos how long at most
     */
    record Meet(String name, int users, long mostNanos, Optional<Condition> when) implements Step {
        @Override
        public List<Pop> pops() {
            return List.of();
        }
    }

    record Choice(String flow, int weight, List<Step> steps) {}

    /** How often a flow is performed. */
    sealed interface Rounds {}

    record Times(int number) implements Rounds {}

    /** Looked at before each time. */
    record While(Condition condition) implements Rounds {}

    /** Once for each item of a list; what is no list has none. */
    record ForEach(Template list, int variable) implements Rounds {}

    /** Gives a variable the value of a template; unset when the template has none. */
    record Assignment(int variable, Template value) {}

    /** A request header. */
    record Header(String name, Template value) {}

    /** A request body, with the content type it implies ({@code application/json}, …) unless a header says otherwise. */
    record Body(String contentType, Template content) {}

    /** Takes a value from a pool into a variable. */
    record Pop(int pool, int variable) {}

    /** Adds a value to a pool after the request succeeded; an unset value adds nothing. */
    record Push(int pool, Template value) {}
}
