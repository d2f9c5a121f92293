package ${package};

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.time.Duration;

/** The rules that every backend keeps; those that fail are what is left to do. */
class BackendTckTest extends HypervisorTck {
    @Override
    protected TckSubject subject() {
        return new Subject();
    }

    private static final class Subject implements TckSubject {
        @Override
        public String name() {
            return "${backend}";
        }

        @Override
        public HypervisorProvider provider() {
            return new BackendProvider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create("${backend}:local"));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name);
        }

        /** A rule that waits for what does not come waits so long; a minute is right when all is written, and on slow hosts. */
        @Override
        public Duration patience() {
            return Duration.ofSeconds(5);
        }
    }
}
