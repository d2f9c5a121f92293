/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.live.Engine;
import dev.hvsdk.live.Live;
import dev.hvsdk.live.LongRunning;
import dev.hvsdk.live.XenLab;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HostDeviation;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import dev.hvsdk.xen.TinyKernel;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract on libvirt's Xen driver, with paravirtualized guests of a tiny kernel, and with a daemon that goes away. */
@Live(Engine.XEN_LAB)
@LongRunning
class XenTckLiveTest extends HypervisorTck {
    /** As systemd does: a libvirtd that crashed, as one was seen to, would take all rules after it with it. */
    @BeforeAll
    static void supervise() {
        Libvirtds.supervise(XenLab.shared());
    }

    @AfterAll
    static void leaveAlone() {
        Libvirtds.leaveAlone(XenLab.shared());
    }

    @Override
    protected TckSubject subject() {
        return new Libxl(XenLab.shared());
    }

    private record Libxl(XenLab lab) implements TckSubject {
        @Override
        public String name() {
            return "xen-libvirt";
        }

        @Override
        public HypervisorProvider provider() {
            return new XenProvider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create(lab.libvirtUri()));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return TinyKernel.guest(lab, name);
        }

        /** Of a machine that is emulated. */
        @Override
        public Duration patience() {
            return Duration.ofSeconds(90);
        }

        @Override
        public String namePrefix() {
            return "xlib-tck-";
        }

        @Override
        public List<HostDeviation> deviations() {
            return List.of(new HostDeviation(
                    "HV-786",
                    "the reason after start() is booted instead of restored",
                    "src/libxl/libxl_domain.c of libvirt, libxlDomainStart: the state is VIR_DOMAIN_RUNNING_BOOTED after a restore"
                            + " as well; only the event says that it was one",
                    "libvirt 9.0.0"));
        }

        @Override
        public Optional<ConnectSpec> unreachable() {
            return Optional.of(ConnectSpec.of(URI.create("xen+unix:///system?socket=/nonexistent/libvirt-sock")));
        }

        @Override
        public Optional<Consumer<Hypervisor>> hostFailure() {
            return Optional.of(host -> Xens.started(host, Xens.withoutKernel(namePrefix() + "without-its-kernel")));
        }

        @Override
        public Optional<Outage> outage() {
            return Optional.of(new Outage() {
                @Override
                public void begin() {
                    Libvirtds.leaveAlone(lab);
                    lab.killLibvirtd();
                }

                @Override
                public void end() {
                    lab.startLibvirtd();
                    Libvirtds.supervise(lab);
                }
            });
        }
    }
}
