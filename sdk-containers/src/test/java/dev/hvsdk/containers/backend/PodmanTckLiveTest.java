/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.live.ContainerImage;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.PodmanService;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract by Podman, with containers that end when they are asked to, and with an engine that goes away. */
@LongRunning
@Live({Engine.PODMAN, Engine.CONTAINER_IMAGE})
class PodmanTckLiveTest extends HypervisorTck {
    private static @Nullable PodmanService daemon;

    @BeforeAll
    static void startDaemon() {
        daemon = PodmanService.start();
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

    private static PodmanService daemon() {
        PodmanService started = daemon;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    private static final class Containers implements TckSubject {
        private final HypervisorProvider provider = new PodmanProvider();

        @Override
        public String name() {
            return "podman";
        }

        @Override
        public HypervisorProvider provider() {
            return provider;
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create(daemon().uri()));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name)
                    .boot(BootSource.image(daemon().image(), List.of(ContainerImage.INIT, "sleep", "100000")));
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("podman+unix:///nonexistent.sock")));
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
