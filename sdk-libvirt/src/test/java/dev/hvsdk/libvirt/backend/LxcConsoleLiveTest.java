/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.capability.Console;
import dev.hvsdk.api.capability.ConsoleSession;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Libvirtd;
import dev.hvsdk.live.Live;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The terminal of a real container, on which a shell listens. */
@Live(Engine.LIBVIRT_LXC)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LxcConsoleLiveTest {
    private Hypervisor host;
    private Guest guest;

    @BeforeEach
    void start(Libvirtd daemon) {
        host = new LibvirtProvider().open(ConnectSpec.of(URI.create("libvirt-" + daemon.lxcUri())));
        guest = host.define(GuestSpec.builder("lxc-console")
                        .boot(BootSource.image("/", List.of("/bin/sh")))
                        .build())
                .await();
        guest.start().await();
    }

    @AfterEach
    void stop() {
        guest.stop().await();
        guest.undefine().await();
        host.close();
    }

    @Test
    void typesACommandAndReadsItsAnswer() throws IOException {
        Console console = guest.capability(Console.class).require();
        try (ConsoleSession session = console.open()) {
            session.input().write("echo an''swer-$((6 * 7))\n".getBytes(UTF_8));

            StringBuilder read = new StringBuilder();
            byte[] buffer = new byte[256];
            while (read.indexOf("answer-42") < 0) {
                int length = session.output().read(buffer);
                assertThat(length).as("after " + read).isPositive();
                read.append(new String(buffer, 0, length, UTF_8));
            }
        }
        assertThat(console.displays()).isEmpty();
    }

    @Test
    void aSecondSessionIsAConflictUntilTheFirstIsClosed() {
        Console console = guest.capability(Console.class).require();
        try (ConsoleSession first = console.open()) {
            assertThatThrownBy(console::open).isInstanceOf(HypervisorException.Conflict.class);
            assertThat(first.output()).isNotNull();
        }
        console.open().close();
    }
}
