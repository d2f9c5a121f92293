/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.capability.ExecResult;
import dev.hvsdk.api.capability.ExecSpec;
import dev.hvsdk.api.capability.GuestExec;
import dev.hvsdk.api.unit.MemorySize;
import dev.hvsdk.live.ContainerDaemon;
import dev.hvsdk.live.ContainerImage;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A connection for each test of what Docker and Podman do, and the containers that it made, which go with it. */
abstract class ContainerLab {
    static final Duration PATIENCE = Duration.ofMinutes(1);
    static final MemorySize MEMORY = MemorySize.ofMebibytes(64);
    static final AtomicInteger NUMBER = new AtomicInteger();

    private @Nullable Hypervisor opened;

    abstract ContainerDaemon daemon();

    abstract Hypervisor open(ConnectSpec spec);

    @BeforeEach
    void openHost() {
        opened = open(ConnectSpec.of(URI.create(daemon().uri())));
    }

    @AfterEach
    void closeHost() {
        try (Hypervisor host = host()) {
            Leftovers.remove(host, "hvcap-");
        }
    }

    final Hypervisor host() {
        Hypervisor host = opened;
        if (host == null) {
            throw new IllegalStateException("not open");
        }
        return host;
    }

    static String newName() {
        return "hvcap-" + NUMBER.incrementAndGet();
    }

    final Guest started(String... command) {
        Guest guest = host().define(GuestSpec.builder(newName())
                        .boot(BootSource.image(daemon().image(), List.of(command)))
                        .memory(MEMORY)
                        .build())
                .await(PATIENCE);
        guest.start().await(PATIENCE);
        return guest;
    }

    final Guest idle() {
        return started(ContainerImage.INIT, "sleep", "100000");
    }

    static <C extends GuestCapability> C of(Guest guest, Class<C> type) {
        return guest.capability(type).require();
    }

    static <C extends HostCapability> C of(Hypervisor host, Class<C> type) {
        return host.capability(type).require();
    }

    static ExecResult run(Guest guest, ExecSpec spec) {
        return of(guest, GuestExec.class).run(spec).await(PATIENCE);
    }
}
