/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.Hypervisors;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.HostCall;
import dev.hvsdk.testkit.junit.FakeHypervisor;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole program, which knows nothing of fakes but a URI. */
class MainTest {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);

    private String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    @Test
    void reportsByUri() {
        assertThat(Main.run(Hypervisors.load(), List.of("fake:kvm"), out)).isEqualTo(1);

        assertThat(text()).startsWith("QEMU (fake) ").contains("web").contains("no snapshot");
    }

    @Test
    void aHostThatIsAwayDoesNotHideTheNextOne(@FakeHypervisor FakeHost fake) {
        fake.faults().on(HostCall.OPEN).times(1).fail(HypervisorException.Unreachable.class);
        Hypervisors hypervisors = Hypervisors.of(fake.provider());

        assertThat(Main.run(hypervisors, List.of("fake:one", "fake:two"), out)).isEqualTo(2);

        assertThat(text()).contains("fake: open").contains("all guests have a snapshot");
    }
}
