package io.dimmer.cli.show;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dimmer.assign.Assigner;
import io.dimmer.assign.Explanation;
import io.dimmer.assign.Member;
import io.dimmer.assign.Split;
import io.dimmer.cli.terminal.Failure;
import io.dimmer.cli.terminal.Figures;
import io.dimmer.config.ProxySpec;
import io.dimmer.config.file.ForceKeyFile;
import io.dimmer.config.file.Reading;
import io.dimmer.config.service.ForceKey;
import io.dimmer.config.service.ForceSpec;
import io.dimmer.config.service.ServiceSpec;
import io.dimmer.config.value.ServiceName;
import io.dimmer.exchange.AssignmentReason;
import io.dimmer.exchange.VersionState;
import io.dimmer.route.RouteTable;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers from the file alone what a proxy that had just been started with it would do, by the same code. */
final class FileExplainer {
    private final ProxySpec spec;
    private final Map<String, String> environment;
    private final InstantSource clock;

    FileExplainer(ProxySpec spec, Map<String, String> environment, InstantSource clock) {
        this.spec = spec;
        this.environment = environment;
        this.clock = clock;
    }

    /**
     * Explains.
     *
     * @param service absent: the routes decide
     */
    Explanation explain(Optional<ServiceName> service, Explanation.Question question) {
        List<ServiceName> names =
                spec.services().stream().map(ServiceSpec::name).toList();
        if (service.isPresent()) {
            int index = names.indexOf(service.get());
            if (index < 0) {
                throw Failure.refused("service: found " + service.get() + ", expected one of "
                        + Figures.list(names.stream().map(ServiceName::text).toList()));
            }
            return Explanation.of(question, assigner(index), clock);
        }
        RouteTable routes = RouteTable.of(spec.routes(), route -> 0, names::indexOf);
        return Explanation.of(question, routes, this::assigner, clock);
    }

    private Assigner assigner(int index) {
        ServiceSpec service = spec.services().get(index);
        List<Member> members = service.versions().stream()
                .map(version -> new Member(version.name(), 0, version.weight(), VersionState.READY))
                .toList();
        return Assigner.of(service, Split.of(members, service.stable(), false, 0), keys(service.force()));
    }

    private List<ForceKey> keys(ForceSpec force) {
        if (force.allow() != ForceSpec.Allow.SIGNED || force.keys().isEmpty()) {
            return List.of();
        }
        Reading<List<ForceKey>> keys = ForceKeyFile.read(force.keys().get(), environment);
        return keys.value()
                .orElseThrow(() -> Failure.refused(String.join("\n", keys.problemLines("nothing can be explained"))));
    }

    /** In the shape of the admin API. */
    static ObjectNode json(Explanation explanation) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("route", explanation.route().map(Object::toString).orElse(null));
        json.put("service", explanation.service().map(Object::toString).orElse(null));
        json.put("version", explanation.version().map(Object::toString).orElse(null));
        json.put("reason", explanation.reason().map(AssignmentReason::word).orElse(null));
        json.put("key", explanation.key());
        explanation.slot().ifPresentOrElse(slot -> json.put("slot", slot), () -> json.putNull("slot"));
        json.put("share", explanation.share());
        ArrayNode sentences = json.putArray("sentences");
        explanation.sentences().forEach(sentences::add);
        return json;
    }
}
