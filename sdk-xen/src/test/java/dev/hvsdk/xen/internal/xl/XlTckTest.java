/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.Support;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract on the stand-in for xl: it proves the backend, and not Xen, on which XlTckLiveTest does. */
@LongRunning
class XlTckTest extends HypervisorTck {
    @TempDir
    private static Path directory;

    private static Subject subject;

    @BeforeAll
    static void makeHost() {
        subject = new Subject(StandInHost.in(directory));
    }

    @Override
    protected TckSubject subject() {
        return subject;
    }

    private record Subject(StandInHost host) implements TckSubject, HypervisorProvider {
        @Override
        public String name() {
            return "xen-xl-stand-in";
        }

        @Override
        public HypervisorProvider provider() {
            return this;
        }

        @Override
        public String id() {
            return XlBackend.ID;
        }

        @Override
        public Set<String> schemes() {
            return XlBackend.SCHEMES;
        }

        @Override
        public int spiVersion() {
            return 1;
        }

        @Override
        public Support<HypervisorProvider> probe() {
            return Support.available(this);
        }

        @Override
        public Hypervisor open(ConnectSpec spec) {
            return host.open(spec);
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(host.uri());
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return host.guest(name);
        }

        /** The stand-in runs one shell after the other, which on a busy machine take a second each. */
        @Override
        public Duration patience() {
            return Duration.ofSeconds(60);
        }

        @Override
        public Optional<Consumer<Hypervisor>> hostFailure() {
            return Optional.of(connection -> connection
                    .define(GuestSpec.builder(namePrefix() + "without-its-kernel")
                            .boot(BootSource.kernel("/nonexistent/vmlinuz", null, ""))
                            .build())
                    .await()
                    .start()
                    .await());
        }
    }
}
