/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Subscription;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Eventually;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Vcsim;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What is heard of a server that others change. */
@Live(Engine.VCSIM)
class WatchLiveTest {
    private static Hypervisor open(Vcsim simulator) {
        return new VsphereProvider().open(VsphereSubject.connection(simulator).build());
    }

    @Test
    void tellsAllThatIsDoneAndUndoneAtOnce() {
        try (Vcsim simulator = Vcsim.setup().guests(1).start();
                Hypervisor watching = open(simulator);
                Hypervisor changing = open(simulator)) {
            List<String> heard = new CopyOnWriteArrayList<>();
            try (Subscription subscription = watching.subscribe(event -> heard.add(event.toString()))) {
                assertThat(subscription).isNotNull();
                Guest guest = changing.define(GuestSpec.builder("web").build()).await();
                guest.start().await();
                guest.pause().await();
                guest.resume().await();
                guest.stop().await();
                guest.undefine().await();
                Eventually.holds(() -> heard.size() >= 6);
                assertThat(heard).hasSize(6).first().asString().contains("defined");
            }
        }
    }
}
