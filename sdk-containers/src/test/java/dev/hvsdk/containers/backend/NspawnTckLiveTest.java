/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.Machined;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HostDeviation;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on real systemd-nspawn, with containers whose process 1 obeys. */
@Live({Engine.NSPAWN, Engine.CONTAINER_IMAGE})
@LongRunning
class NspawnTckLiveTest extends HypervisorTck {
    @TempDir
    private static Path directory;

    private static Machined machined;

    @BeforeAll
    static void start() throws IOException {
        machined = Machined.start();
        machined.create("base");
        for (String tool : List.of("machinectl", "systemd-run")) {
            Path script = Files.writeString(
                    directory.resolve(tool),
                    "#!/bin/sh\nexec " + String.join(" ", machined.prefix()) + " " + tool + " \"$@\"\n");
            script.toFile().setExecutable(true);
        }
    }

    @AfterAll
    static void stop() {
        machined.close();
    }

    @Override
    protected TckSubject subject() {
        return new Containers(directory);
    }

    private record Containers(Path tools) implements TckSubject {
        @Override
        public String name() {
            return "systemd-nspawn";
        }

        @Override
        public HypervisorProvider provider() {
            return new NspawnProvider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create("nspawn:///?tools=" + tools));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name).boot(BootSource.image("base", List.of()));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }

        /** The image here has no systemd, so there is nobody in it to start commands. */
        @Override
        public List<HostDeviation> deviations() {
            String proof = "systemd-run(1), --machine: the command is started by the service manager of the container";
            return List.of(
                    new HostDeviation("HV-744", "runs no systemd", proof, "252"),
                    new HostDeviation("HV-745", "Unsupported", proof, "252"));
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("nspawn+ssh://127.0.0.1:1/")));
        }
    }
}
