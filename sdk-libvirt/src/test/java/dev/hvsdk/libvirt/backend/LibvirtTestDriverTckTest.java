/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.libvirt.backend;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;
import java.time.Duration;

/** The whole contract, on libvirt's test driver in this process. */
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

        @Override
        public Duration patience() {
            return Duration.ofSeconds(20);
        }
    }
}
