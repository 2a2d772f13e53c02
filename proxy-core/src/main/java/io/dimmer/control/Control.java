package io.dimmer.control;

import io.dimmer.config.value.ServiceName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The door to the control plane: pictures out, commands in. Any thread may use it; nothing here blocks. */
public interface Control {
    /** All services, in the order of the file, as they were at the last tick or change. */
    List<ServiceSnapshot> services();

    /** One service. */
    Optional<ServiceSnapshot> service(ServiceName name);

    /** Asks for a change; the answer comes when it is on disk, on the control thread. */
    CompletionStage<Answer> submit(Command command, Author author);

    /** The configuration in force as YAML that can be committed. */
    String configYaml();

    /** What {@link #configYaml()} has otherwise than the file, for all services. */
    List<ServiceSnapshot> differing();

    /** True when requests are taken: at least one listener is open and the proxy is not stopping. */
    boolean ready();
}
