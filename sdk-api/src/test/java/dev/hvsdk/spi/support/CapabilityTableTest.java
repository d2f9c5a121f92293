/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.spi.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.Snapshots;
import dev.hvsdk.api.capability.StoragePools;
import org.junit.jupiter.api.Test;

class CapabilityTableTest {
    private interface Logs extends GuestCapability {
        String text();
    }

    private interface Images extends HostCapability {}

    private static final CapabilityTable<String, Integer> TABLE = CapabilityTable.<String, Integer>builder()
            .guest(Logs.class, guest -> Support.unavailable(Support.Reason.WRONG_STATE, "replaced"))
            .guest(Logs.class, guest -> {
                String text = "log of " + guest;
                return Support.available(() -> text);
            })
            .host(
                    Images.class,
                    host -> host.isEmpty()
                            ? Support.unavailable(Support.Reason.MISSING_SOFTWARE, "no images")
                            : Support.available(new Images() {}))
            .build();

    @Test
    void givesWhatTheLastOfferMakes() {
        assertThat(TABLE.ofGuest(Logs.class, 7).require().text()).isEqualTo("log of 7");
    }

    @Test
    void takesTheOffersOfAnotherTableOverItsOwn() {
        CapabilityTable<String, Integer> both = CapabilityTable.<String, Integer>builder()
                .guest(Logs.class, guest -> Support.available(() -> "replaced"))
                .all(TABLE)
                .build();

        assertThat(both.ofGuest(Logs.class, 7).require().text()).isEqualTo("log of 7");
        assertThat(both.availableOfHost("a")).containsExactly(Images.class);
    }

    @Test
    void listsExactlyWhatItGives() {
        assertThat(TABLE.availableOfGuest(7)).containsExactly(Logs.class);
        assertThat(TABLE.availableOfHost("")).isEmpty();
        assertThat(TABLE.availableOfHost("a")).containsExactly(Images.class);
    }

    @Test
    void tellsAPortableCapabilityThatIsMissingFromOneOfAnotherFamily() {
        assertThat(reason(TABLE.ofGuest(Snapshots.class, 7))).isEqualTo(Support.Reason.NOT_IMPLEMENTED);
        assertThat(reason(TABLE.ofHost(StoragePools.class, "a"))).isEqualTo(Support.Reason.NOT_IMPLEMENTED);
        assertThat(reason(CapabilityTable.<String, Integer>builder().build().ofGuest(Logs.class, 7)))
                .isEqualTo(Support.Reason.NO_SUCH_CONCEPT);
    }

    private static Support.Reason reason(Support<?> answer) {
        return ((Support.Unavailable<?>) answer).reason();
    }
}
