package io.dimmer.admin.answer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.control.Answer;
import java.util.List;
import java.util.Optional;

/**
 * Why a call is refused, in the words of RFC 9457; thrown by handlers, sent by the last of them.
 *
 * @param status of the answer
 * @param word the end of {@code type}, for scripts
 * @param title the word as a sentence
 * @param detail names the thing, what was found and what was expected
 * @param hint what would make it pass
 * @param problems what is wrong in a file, a line each
 */
public record Problem(
        int status, String word, String title, String detail, Optional<String> hint, List<String> problems) {
    private static final String TYPE = "urn:dimmer:problem:";
    private static final int LONGEST_SHOWN = 60;

    public Problem {
        problems = List.copyOf(problems);
    }

    /** Carries a problem to the place where it is sent. */
    public static final class Thrown extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        Thrown(Problem problem) {
            super(problem.detail(), null, false, false);
            this.problem = problem;
        }

        /** What is carried. */
        public Problem problem() {
            return problem;
        }
    }

    private static Problem of(int status, String word, String title, String detail) {
        return new Problem(status, word, title, detail, Optional.empty(), List.of());
    }

    /** To be thrown. */
    public Thrown thrown() {
        return new Thrown(this);
    }

    /** 400: something makes no sense. */
    public static Problem invalid(String detail) {
        return of(400, "invalid", "Values that make no sense", detail);
    }

    /** 401: no token that is known. */
    public static Problem unauthorized(String detail) {
        return of(401, "unauthorized", "A token is needed", detail);
    }

    /** 403: not for this caller. */
    public static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    /** 404: no such thing. */
    public static Problem notFound(String detail) {
        return of(404, "not_found", "No such thing", detail);
    }

    /** 405: no such method there. */
    public static Problem methodNotAllowed(String detail) {
        return of(405, "method_not_allowed", "Another method is expected", detail);
    }

    /** 413: more than is read. */
    public static Problem bodyTooLarge(int mostBytes) {
        return of(413, "body_too_large", "The body is too large", "body: expected at most " + mostBytes + " bytes");
    }

    /** 415: not JSON. */
    public static Problem mediaType(String detail) {
        return of(415, "unsupported_media_type", "Another content type is expected", detail);
    }

    /** 500: our own fault. */
    public static Problem bug() {
        return of(500, "internal_error", "An error of Dimmer", "an error of Dimmer itself; its log says more");
    }

    /** 409: the configuration file has problems; the last line is their count. */
    public static Problem badFile(List<String> problems) {
        String last = problems.get(problems.size() - 1);
        return new Problem(409, "bad_file", "The configuration file has problems", last, Optional.empty(), problems);
    }

    /** What the control plane refused. */
    public static Problem of(Answer.Refused refused) {
        String detail = refused.message();
        return switch (refused.reason()) {
            case NOT_FOUND -> notFound(detail);
            case CONFLICT -> of(412, "conflict", "Changed meanwhile", detail);
            case INVALID -> invalid(detail);
            case NEEDS_YES ->
                new Problem(
                        409,
                        "needs_yes",
                        "This wants a yes",
                        detail,
                        Optional.of("repeat with ?yes=true if that is meant"),
                        List.of());
            case KILLED -> of(409, "killed", "The kill switch is on", detail);
            case NO_DISK -> of(503, "no_disk", "The state cannot be written", detail);
        };
    }

    /** A caller's text as it may stand in an answer: short, and without control characters. */
    public static String shown(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(LONGEST_SHOWN)
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .forEach(clean::appendCodePoint);
        return clean.length() < text.length() ? clean + "…" : clean.toString();
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", TYPE + word).put("title", title).put("status", status).put("detail", detail);
        hint.ifPresent(text -> json.put("hint", text));
        if (!problems.isEmpty()) {
            problems.forEach(json.putArray("problems")::add);
        }
        return json;
    }
}
