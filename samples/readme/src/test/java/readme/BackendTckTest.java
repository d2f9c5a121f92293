/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package readme;

import dev.hvsdk.api.ConnectSpec;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.testkit.FakeHost;
import dev.hvsdk.testkit.tck.HypervisorTck;
import dev.hvsdk.testkit.tck.TckSubject;
import java.net.URI;

class BackendTckTest extends HypervisorTck {
    @Override
    protected TckSubject subject() {
        return new BackendSubject();
    }

    /** The backend here is that of the fakes; yours is as long. */
    static final class BackendSubject implements TckSubject {
        private final FakeHost host = FakeHost.kvm().answer("true", "");

        @Override
        public String name() {
            return "my-backend";
        }

        @Override
        public HypervisorProvider provider() {
            return host.provider();
        }

        @Override
        public ConnectSpec.Builder connection() {
            return ConnectSpec.builder(URI.create("fake:kvm"));
        }

        @Override
        public GuestSpec.Builder guest(String name) {
            return GuestSpec.builder(name);
        }
    }
}
