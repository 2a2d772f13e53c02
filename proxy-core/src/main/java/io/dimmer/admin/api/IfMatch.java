package io.dimmer.admin.api;

import io.dimmer.admin.answer.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The condition under which a change is wanted: {@code If-Match} with the {@code ETag} of a service (RFC 9110, 13.1.1). */
final class IfMatch {
    private static final Pattern REVISION = Pattern.compile("\"?(\\d{1,18})\"?");
    private static final String ANY = "*";

    private IfMatch() {}

    /**
     * The revision that the change is bound to; absent without a condition.
     *
     * @param now the present one: of several, it is the one that counts
     */
    static Optional<Long> revision(RoutingContext context, long now) {
        List<String> fields = context.request().headers().getAll(HttpHeaders.IF_MATCH);
        List<String> tags = fields.stream()
                .flatMap(field -> Arrays.stream(field.split(",")))
                .map(String::strip)
                .toList();
        if (tags.isEmpty() || tags.contains(ANY)) {
            return Optional.empty();
        }
        List<Long> revisions = tags.stream().map(IfMatch::number).toList();
        return Optional.of(revisions.contains(now) ? now : revisions.get(0));
    }

    private static long number(String tag) {
        Matcher matcher = REVISION.matcher(tag);
        if (!matcher.matches()) {
            throw Problem.invalid("If-Match: found " + Problem.shown(tag) + ", expected a revision such as \"17\"")
                    .thrown();
        }
        return Long.parseLong(matcher.group(1));
    }
}
