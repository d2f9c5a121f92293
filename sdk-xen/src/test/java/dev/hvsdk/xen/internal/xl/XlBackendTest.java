/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.xen.internal.xl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.Support;
import dev.hvsdk.spi.HypervisorProvider;
import dev.hvsdk.xen.backend.XlProvider;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class XlBackendTest {
    private static final HypervisorProvider PROVIDER = new XlProvider();
    private static final Support<HypervisorProvider> YES = Support.available(PROVIDER);
    private static final Support<HypervisorProvider> NO_LIBRARY =
            Support.unavailable(Support.Reason.MISSING_SOFTWARE, "no library");

    private static Optional<Support.Unavailable<Boolean>> guestOfXen() {
        Support<Boolean> absence = Support.unavailable(
                Support.Reason.HOST_MISCONFIGURED, "this machine is a guest of Xen", "open the dom0: URI");
        return Optional.of((Support.Unavailable<Boolean>) absence);
    }

    @Test
    void canWorkOnADom0AndWhereverOthersAreReached() {
        assertThat(XlBackend.probe(PROVIDER, Optional.empty(), NO_LIBRARY)).isEqualTo(YES);
        assertThat(XlBackend.probe(PROVIDER, guestOfXen(), YES)).isEqualTo(YES);
        assertThat(PROVIDER.probe())
                .as("the library is on the test's class path")
                .isEqualTo(YES);
    }

    @Test
    void saysWhatThisMachineLacksWhereNoOtherIsReached() {
        assertThat(XlBackend.probe(PROVIDER, guestOfXen(), NO_LIBRARY))
                .isInstanceOfSatisfying(Support.Unavailable.class, no -> {
                    assertThat(no.reason()).isEqualTo(Support.Reason.HOST_MISCONFIGURED);
                    assertThat(no.detail()).contains("a guest of Xen");
                    assertThat(no.remedy().toString()).contains("open the dom0", "sshd-osgi");
                });
    }
}
