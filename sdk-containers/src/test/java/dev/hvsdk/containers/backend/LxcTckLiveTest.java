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
import dev.hvsdk.live.LxcPath;
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

/** The contract on LXC itself, with containers whose process 1 obeys. */
@LongRunning
@Live({Engine.LXC, Engine.CONTAINER_IMAGE})
class LxcTckLiveTest extends HypervisorTck {
    private static @Nullable LxcPath path;

    @BeforeAll
    static void start() {
        path = LxcPath.start();
    }

    @AfterAll
    static void stop() {
        if (path != null) {
            path.close();
        }
    }

    @Override
    protected TckSubject subject() {
        LxcPath started = path;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return new Containers(started.uri());
    }

    private record Containers(String uri) implements TckSubject {
        @Override
        public String name() {
            return "lxc";
        }

        @Override
        public HypervisorProvider provider() {
            return new LxcProvider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create(uri));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            String root = ContainerImage.get().root().toString();
            return GuestSpec.builder(name).boot(BootSource.image(root, List.of(ContainerImage.INIT)));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("lxc:///nonexistent/containers")));
        }
    }
}
