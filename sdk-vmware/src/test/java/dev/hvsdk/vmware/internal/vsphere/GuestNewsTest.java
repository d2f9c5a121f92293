/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.vmware.internal.vsphere;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.vmware.internal.soap.Element;
import dev.hvsdk.vmware.internal.soap.ManagedRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Events as a server keeps them. */
class GuestNewsTest {
    private static final Instant TIME = Instant.parse("2026-11-29T03:00:00Z");

    private static Element event(String type) {
        Element guest =
                Element.of("vm", Element.ofText("name", "a%2fb"), new ManagedRef("VirtualMachine", "vm-1").as("vm"));
        return Element.of(
                        "Event",
                        Element.ofNumber("key", 17),
                        Element.ofText("createdTime", "2026-11-29T03:00:00Z"),
                        guest)
                .typed(type);
    }

    private static GuestNews news(Optional<GuestState> state, boolean changed, boolean gone) {
        return new GuestNews(17, TIME, GuestId.of("vm-1"), "a/b", state, changed, gone);
    }

    static Stream<Arguments> kinds() {
        return Stream.of(
                argumentSet("started", "VmPoweredOnEvent", news(Optional.of(GuestState.RUNNING), false, false)),
                argumentSet("stopped", "VmPoweredOffEvent", news(Optional.of(GuestState.STOPPED), false, false)),
                argumentSet("paused", "VmSuspendedEvent", news(Optional.of(GuestState.PAUSED), false, false)),
                argumentSet("changed", "VmReconfiguredEvent", news(Optional.empty(), true, false)),
                argumentSet("renamed", "VmRenamedEvent", news(Optional.empty(), true, false)),
                argumentSet("made", "VmCreatedEvent", news(Optional.empty(), false, false)),
                argumentSet("cloned", "VmClonedEvent", news(Optional.empty(), false, false)),
                argumentSet("registered", "VmRegisteredEvent", news(Optional.empty(), false, false)),
                argumentSet("gone", "VmRemovedEvent", news(Optional.empty(), false, true)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tellsWhatHappenedToAGuest(String type, GuestNews news) {
        assertThat(GuestNews.of(event(type))).contains(news);
    }

    @Test
    void passesOverWhatIsNoNewsOfAGuest() {
        assertThat(List.of(event("VmStartingEvent"), event("OfTheFuture"), Element.of("Event")))
                .allSatisfy(event -> assertThat(GuestNews.of(event)).isEmpty());
        assertThat(GuestNews.of(Element.of("Event").typed("VmPoweredOnEvent"))).isEmpty();
    }
}
