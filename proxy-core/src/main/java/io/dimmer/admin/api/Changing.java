package io.dimmer.admin.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.dimmer.admin.answer.Problem;
import io.dimmer.admin.answer.Replies;
import io.dimmer.admin.gate.Access;
import io.dimmer.admin.gate.Right;
import io.dimmer.config.file.model.Words;
import io.dimmer.config.value.Durations;
import io.dimmer.config.value.Percent;
import io.dimmer.config.value.UnexpectedValueException;
import io.dimmer.config.value.VersionName;
import io.dimmer.config.value.Weight;
import io.dimmer.control.Answer;
import io.dimmer.control.Author;
import io.dimmer.control.Command;
import io.dimmer.control.Control;
import io.dimmer.control.ServiceSnapshot;
import io.dimmer.control.VersionSnapshot;
import io.dimmer.control.WeightChange;
import io.dimmer.exchange.VersionState;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls that change something: what was said becomes one command, and the answer waits until it is on disk. */
public final class Changing {
    private final Control control;

    /** Behind the door of the control plane. */
    public Changing(Control control) {
        this.control = control;
    }

    /** {@code PATCH …/weights}. */
    public void weights(RoutingContext context) {
        ServiceSnapshot service = Reading.service(control, context);
        List<String> versions =
                service.versions().stream().map(v -> v.name().text()).toList();
        Body body = Body.of(context);
        Map<VersionName, WeightChange> weights = new LinkedHashMap<>();
        body.take(versions).forEach((version, value) -> weights.put(new VersionName(version), weight(version, value)));
        body.expecting(versions);
        if (weights.isEmpty()) {
            throw Problem.invalid("body: found no version, expected a weight or a share for one of "
                            + String.join(", ", versions))
                    .thrown();
        }
        Optional<Long> revision = IfMatch.revision(context, service.revision());
        submit(context, body, new Command.SetWeights(service.name(), weights, revision, body.yes()));
    }

    private static WeightChange weight(String version, JsonNode value) {
        if (!value.isNumber() && !value.isTextual()) {
            throw Problem.invalid(version + ": found " + Problem.shown(value.toString())
                            + ", expected a weight such as 10 or a share such as \"10%\"")
                    .thrown();
        }
        return reading(version, () -> {
            String text = text(value);
            return text.endsWith("%")
                    ? new WeightChange.Share(Percent.parse(text))
                    : new WeightChange.Relative(Weight.parse(text));
        });
    }

    private static String text(JsonNode value) {
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }

    /** {@code PUT …/state}. */
    public void state(RoutingContext context) {
        ServiceSnapshot service = Reading.service(control, context);
        VersionName version = version(service, context);
        Body body = Body.of(context).expecting(List.of("state", "deadline"));
        VersionState state = state(body);
        Access.require(context, state == VersionState.DRAIN ? Right.TURN_DOWN : Right.OPERATE);
        Optional<Duration> deadline = body.value("deadline").map(Changing::deadline);
        submit(context, body, new Command.SetState(service.name(), version, state, deadline, body.yes()));
    }

    private static VersionState state(Body body) {
        String word = body.text("state").orElse("");
        return Arrays.stream(VersionState.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Problem.invalid("state: found " + (word.isEmpty() ? "none" : Problem.shown(word))
                                + ", expected "
                                + Words.oneOf(
                                        word,
                                        Arrays.stream(VersionState.values())
                                                .map(VersionState::word)
                                                .toList()))
                        .thrown());
    }

    /** {@code "30s"}, or a number of seconds, as the API itself writes durations. */
    private static Duration deadline(JsonNode value) {
        return reading("deadline", () -> {
            Duration deadline = Durations.parse(value.isNumber() ? text(value) + "s" : text(value));
            Durations.checkPositive("deadline", deadline);
            return deadline;
        });
    }

    /** {@code POST …/trial}. */
    public void trial(RoutingContext context) {
        ServiceSnapshot service = Reading.service(control, context);
        VersionName version = version(service, context);
        Body body = Body.of(context).expecting(List.of("build"));
        submit(context, body, new Command.NewTrial(service.name(), version, body.text("build")));
    }

    /** {@code PUT …/kill-switch}. */
    public void killSwitchOn(RoutingContext context) {
        killSwitch(context, true);
    }

    /** {@code DELETE …/kill-switch}. */
    public void killSwitchOff(RoutingContext context) {
        killSwitch(context, false);
    }

    private void killSwitch(RoutingContext context, boolean on) {
        ServiceSnapshot service = Reading.service(control, context);
        Body body = Body.of(context).expecting(List.of());
        submit(context, body, new Command.SetKillSwitch(service.name(), on));
    }

    private static VersionName version(ServiceSnapshot service, RoutingContext context) {
        String name = Query.part(context, "version");
        return service.versions().stream()
                .map(VersionSnapshot::name)
                .filter(known -> known.text().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("version of " + service.name() + ": found " + Problem.shown(name)
                                + ", expected "
                                + Words.oneOf(
                                        name,
                                        service.versions().stream()
                                                .map(VersionSnapshot::name)
                                                .toList()))
                        .thrown());
    }

    private void submit(RoutingContext context, Body body, Command command) {
        Author author = new Author(Access.holderOf(context).id(), body.why());
        Future.fromCompletionStage(
                        control.submit(command, author), context.vertx().getOrCreateContext())
                .onSuccess(answer -> reply(context, answer))
                .onFailure(context::fail);
    }

    private static void reply(RoutingContext context, Answer answer) {
        if (answer instanceof Answer.Done done) {
            Reading.tag(context, done.after());
            Replies.json(context, ServiceJson.done(done));
        } else if (answer instanceof Answer.Refused refused) {
            Replies.problem(context, Problem.of(refused));
        }
    }

    private interface Reader<T> {
        T read();
    }

    /** Names the key in a message that only knows the value. */
    private static <T> T reading(String key, Reader<T> reader) {
        try {
            return reader.read();
        } catch (UnexpectedValueException e) {
            throw Problem.invalid(key + ": found " + Problem.shown(e.found()) + ", expected " + e.expected())
                    .thrown();
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(key + ": " + e.getMessage()).thrown();
        }
    }
}
