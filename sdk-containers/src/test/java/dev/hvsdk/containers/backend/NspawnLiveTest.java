/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException.NotFound;
import dev.hvsdk.api.HypervisorException.WrongState;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.Machined;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real containers of systemd-nspawn, by a systemd-machined of our own. */
@Live({Engine.NSPAWN, Engine.CONTAINER_IMAGE})
class NspawnLiveTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    @Test
    void makesRunsStopsAndRemovesAContainer() throws IOException {
        try (Machined machined = Machined.start()) {
            machined.create("base");
            writeTool(machined, "machinectl");
            writeTool(machined, "systemd-run");
            try (Hypervisor host =
                    new NspawnProvider().open(ConnectSpec.of(URI.create("nspawn:///?tools=" + directory)))) {
                live(host);
            }
        }
    }

    /** The tools of systemd speak to no systemd but the one of their namespaces. */
    private void writeTool(Machined machined, String tool) throws IOException {
        Path script = Files.writeString(
                directory.resolve(tool),
                "#!/bin/sh\nexec " + String.join(" ", machined.prefix()) + " " + tool + " \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private static void live(Hypervisor host) {
        assertThat(host.guests().asList()).extracting(GuestInfo::name).containsExactly("base");
        GuestSpec spec = GuestSpec.builder("web")
                .boot(BootSource.image("base", List.of()))
                .build();
        Guest guest = host.define(spec).await(PATIENCE);
        assertThat(guest.info().state()).isEqualTo(GuestState.STOPPED);

        assertThat(guest.start().await(PATIENCE).state()).isEqualTo(GuestState.RUNNING);
        assertThatThrownBy(() -> guest.start().await(PATIENCE)).isInstanceOf(WrongState.class);
        assertThatThrownBy(() -> guest.undefine().await(PATIENCE)).isInstanceOf(WrongState.class);
        assertThat(guest.stop().await(PATIENCE).state()).isEqualTo(GuestState.STOPPED);

        guest.undefine().await(PATIENCE);
        assertThat(host.guests().asList()).extracting(GuestInfo::name).containsExactly("base");
    }

    @Test
    void saysThatThereIsNoSuchImage() throws IOException {
        try (Machined machined = Machined.start()) {
            writeTool(machined, "machinectl");
            try (Hypervisor host =
                    new NspawnProvider().open(ConnectSpec.of(URI.create("nspawn:///?tools=" + directory)))) {
                GuestSpec spec = GuestSpec.builder("web")
                        .boot(BootSource.image("none", List.of()))
                        .build();

                assertThatThrownBy(() -> host.define(spec).await(PATIENCE)).isInstanceOf(NotFound.class);
            }
        }
    }
}
