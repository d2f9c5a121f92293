package ${package};

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import java.util.Set;

/** Opens {@code ${backend}:local}. Thread-safe. */
public final class BackendProvider implements HypervisorProvider {
    static final String ID = "${backend}";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(ID);
    }

    @Override
    public int spiVersion() {
        return 1;
    }

    @Override
    public Support<HypervisorProvider> probe() {
        // Look for the program, library or socket that a connection needs, and say what to install where it is missing.
        return Support.available(this);
    }

    @Override
    public Hypervisor open(ConnectSpec spec) {
        if (!ID.equalsIgnoreCase(spec.uri().getScheme())) {
            throw new IllegalArgumentException("not a URI of " + ID + ": " + ConnectSpec.redact(spec.uri()));
        }
        return new BackendConnection(spec);
    }
}
