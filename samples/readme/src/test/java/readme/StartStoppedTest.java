/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.testkit.FakeHost;
import java.util.List;
import org.junit.jupiter.api.Test;

class StartStoppedTest {
    @Test
    void startsWhatIsStoppedAndNothingElse() {
        FakeHost fake = FakeHost.kvm().withGuest("web", GuestState.STOPPED).withGuest("db", GuestState.PAUSED);
        try (Hypervisor host = fake.open()) {
            List<GuestInfo> started = StartStopped.startStopped(host);

            assertEquals(List.of("web"), started.stream().map(GuestInfo::name).toList());
            assertEquals(
                    GuestState.PAUSED, host.findGuest("db").orElseThrow().info().state());
        }
    }
}
