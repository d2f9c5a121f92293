/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract as far as libvirt's driver for containers goes, with containers that sleep, and with a daemon that goes away. */
@LongRunning
@Live(Engine.LIBVIRT_LXC)
class LibvirtLxcTckLiveTest extends HypervisorTck {
    private static @Nullable Libvirtd daemon;

    @BeforeAll
    static void startDaemon() {
        daemon = Libvirtd.start();
    }

    @AfterAll
    static void endDaemon() {
        if (daemon != null) {
            daemon.close();
        }
    }

    @Override
    protected TckSubject subject() {
        return new Containers();
    }

    private static Libvirtd daemon() {
        Libvirtd started = daemon;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    private static final class Containers implements TckSubject {
        private final LibvirtProvider provider = new LibvirtProvider();

        @Override
        public String name() {
            return "libvirt-lxc";
        }

        @Override
        public HypervisorProvider provider() {
            return provider;
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create("libvirt-" + daemon().lxcUri()));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name).boot(BootSource.image("/", List.of("/bin/sleep", "100000")));
        }

        /** A program without a handler of signals is not ended by any, as the first of its namespace. */
        @Override
        public boolean obeysShutdown() {
            return false;
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(30);
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("libvirt-lxc+unix:///system?socket=/nonexistent")));
        }

        @Override
        public Optional<Outage> outage() {
            return Optional.of(new Outage() {
                @Override
                public void begin() {
                    daemon().kill();
                }

                @Override
                public void end() {
                    daemon().restart();
                }
            });
        }
    }
}
