/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on stand-ins for vzlist and vzctl: it proves the engine, not OpenVZ. */
@LongRunning
class OpenVzTckTest extends HypervisorTck {
    @TempDir
    private static Path directory;

    private static StandIns tools;

    @BeforeAll
    static void makeTools() {
        tools = StandIns.in(directory);
    }

    @Override
    protected TckSubject subject() {
        return new Containers(tools);
    }

    private record Containers(StandIns tools) implements TckSubject {
        @Override
        public String name() {
            return "openvz-stand-in";
        }

        @Override
        public HypervisorProvider provider() {
            return new StandInProvider(new OpenVzProvider());
        }

        @Override
        public ConnectSpec.Builder connection() {
            return tools.here("openvz");
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name).boot(BootSource.image("debian-12-x86_64", List.of()));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("openvz+ssh://127.0.0.1:1/")));
        }
    }
}
