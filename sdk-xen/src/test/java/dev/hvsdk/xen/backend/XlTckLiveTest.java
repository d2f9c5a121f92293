/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.api.BootSource;
import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.Deadlines;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import dev.hvsdk.xen.TinyKernel;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The whole contract on a real Xen by its xl, through SSH. */
@Live(Engine.XEN_LAB)
@LongRunning
class XlTckLiveTest extends HypervisorTck {
    @Override
    protected TckSubject subject() {
        return new Xl(XenLab.shared());
    }

    /** All of it is emulated, on two CPUs: a command may take seconds, and eight of them run at a time. */
    private static final Deadlines DEADLINES = new Deadlines(Duration.ofMinutes(1), Duration.ofMinutes(2));

    private record Xl(XenLab lab) implements TckSubject {
        @Override
        public String name() {
            return "xen-xl";
        }

        @Override
        public HypervisorProvider provider() {
            return new XlProvider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create(lab.sshUri("xen+xl+ssh"))).deadlines(DEADLINES);
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return TinyKernel.guest(lab, name);
        }

        /** Some of them, and eight at a time in some rules. */
        @Override
        public Duration patience() {
            return Duration.ofMinutes(15);
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(
                    ConnectSpec.of(URI.create("xen+xl+ssh://root@127.0.0.1:1/?known_hosts=" + lab.knownHosts())));
        }

        @Override
        public Optional<Consumer<Hypervisor>> hostFailure() {
            return Optional.of(host -> host.define(GuestSpec.builder(namePrefix() + "without-its-kernel")
                            .boot(BootSource.kernel("/nonexistent/vmlinuz", null, ""))
                            .build())
                    .await()
                    .start()
                    .await());
        }
    }
}
