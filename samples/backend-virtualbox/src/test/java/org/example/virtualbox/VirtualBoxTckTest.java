/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.example.virtualbox;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** The rules of the SDK's conformance kit, tried on the stand-in. */
class VirtualBoxTckTest extends HypervisorTck {
    @TempDir
    static Path directory;

    @Override
    protected TckSubject subject() {
        return new Subject(StandIn.in(directory));
    }

    private record Subject(StandIn standIn) implements TckSubject {
        @Override
        public String name() {
            return "virtualbox";
        }

        @Override
        public HypervisorProvider provider() {
            return new VirtualBoxProvider(standIn.program());
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create("virtualbox:local?program=" + standIn.program()));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name);
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("virtualbox:local?program=/nowhere/VBoxManage")));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(30);
        }
    }
}
