/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.libvirt.internal.natives.NeedsLibvirt;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HostDeviation;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** The whole contract, on libvirt's test driver in this process. */
@NeedsLibvirt
class LibvirtTestDriverTckTest extends HypervisorTck {
    @Override
    protected TckSubject subject() {
        return new TestDriver();
    }

    private static final class TestDriver implements TckSubject {
        private final LibvirtProvider provider = new LibvirtProvider();

        @Override
        public String name() {
            return "libvirt-test";
        }

        @Override
        public HypervisorProvider provider() {
            return provider;
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create("test:///default"));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name);
        }

        /** Its volumes hold nothing, and are gone with their pool, so that none is made for the optional rules. */
        @Override
        public List<HostDeviation> deviations() {
            return List.of(
                    lacking("HV-776", "virStorageVolUpload"),
                    lacking("HV-778", "virStorageVolUpload"),
                    lacking("HV-779", "virStorageVolResize"),
                    new HostDeviation(
                            "HV-786",
                            "the reason after start() is booted instead of restored",
                            "testDomainStartState in src/test/test_driver.c of libvirt knows one reason only",
                            "libvirt 9.0.0"));
        }

        private static HostDeviation lacking(String rule, String function) {
            return new HostDeviation(
                    rule,
                    "not supported by the connection driver: " + function,
                    "testStorageDriver in src/test/test_driver.c of libvirt has no such function",
                    "libvirt 9.0.0");
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }
    }
}
