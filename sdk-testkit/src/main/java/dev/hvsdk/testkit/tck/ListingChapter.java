/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.GuestSpec;
import dev.hvsdk.api.GuestState;
import dev.hvsdk.api.HypervisorException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Guests are listed and found. */
abstract class ListingChapter extends TckChapter {
    private static final int SEVERAL = 12;

    @TckRule(
            id = "HV-301",
            statement = "guests() has each guest exactly once",
            reason = "an inventory that misses a guest is worse than none",
            hint = "guests(): paging, guests that do not run, the first and the last of the host's answer")
    void listsEachGuestOnce() {
        List<GuestId> made =
                Stream.generate(this::stopped).limit(SEVERAL).map(Guest::id).toList();
        Map<GuestId, Long> listed =
                host().guests().stream().collect(Collectors.groupingBy(GuestInfo::id, Collectors.counting()));
        made.forEach(id -> Expect.equal(1L, listed.getOrDefault(id, 0L), "how often guest " + id + " is listed"));
    }

    @TckRule(
            id = "HV-302",
            statement = "guests() and info() say the same about a guest",
            reason = "users list, and ask a handle for one of the list",
            hint = "the two ways to a GuestInfo: one conversion should serve both")
    void listingAndHandleAgree() {
        Guest guest = running();
        GuestInfo listed = listed(guest);
        GuestInfo read = guest.info();
        Expect.equal(read.name(), listed.name(), "the listed name");
        Expect.equal(read.state(), listed.state(), "the listed state");
        Expect.equal(read.reason(), listed.reason(), "the listed reason");
        Expect.equal(read.vcpus(), listed.vcpus(), "the listed number of virtual CPUs");
        Expect.equal(read.memory(), listed.memory(), "the listed memory");
        Expect.equal(read.technology(), listed.technology(), "the listed technology");
        Expect.equal(read.variant(), listed.variant(), "the listed variant");
    }

    @TckRule(
            id = "HV-303",
            statement = "a query gives the guests that match, and no others",
            reason = "users rely on the answer and do not filter again",
            hint = "guests(query): a host that cannot filter by all of it leaves the rest to GuestQuery.matches()")
    void queriesFilter() {
        Guest running = running();
        Guest stopped = stopped();
        GuestQuery active = GuestQuery.active();
        Expect.equal(Set.of(running.id()), ours(active, running, stopped), "the active guests");
        GuestQuery off = GuestQuery.builder().state(GuestState.STOPPED).build();
        Expect.equal(Set.of(stopped.id()), ours(off, running, stopped), "the stopped guests");
        GuestQuery named = GuestQuery.builder().name(stopped.info().name()).build();
        Expect.equal(Set.of(stopped.id()), ours(named, running, stopped), "the guests of this name");
    }

    private Set<GuestId> ours(GuestQuery query, Guest... guests) {
        Set<GuestId> mine = Arrays.stream(guests).map(Guest::id).collect(Collectors.toSet());
        return host().guests(query).stream()
                .map(GuestInfo::id)
                .filter(mine::contains)
                .collect(Collectors.toSet());
    }

    @TckRule(
            id = "HV-304",
            statement = "findGuest() gives the guest of this exact name",
            reason = "people know guests by name",
            hint = "findGuest(): no prefix, pattern, or other letter case matches")
    void findsByExactName() {
        Guest guest = stopped();
        String name = guest.info().name();
        Expect.equal(Optional.of(guest.id()), host().findGuest(name).map(Guest::id), "what findGuest() gives");
        String part = name.substring(0, name.length() - 1);
        Expect.that(
                host().findGuest(part + "?").isEmpty()
                        && host().findGuest(part + "*").isEmpty(),
                () -> "findGuest() takes the name for a pattern");
    }

    @TckRule(
            id = "HV-305",
            statement = "findGuest() is empty for a name that no guest bears",
            reason = "absence is an answer and no error",
            hint = "findGuest(): the host's error for an unknown name is turned into empty")
    void findsNothingForUnknownNames() {
        String name = lab().newName();
        Expect.equal(Optional.empty(), host().findGuest(name).map(Guest::id), "findGuest() of an unknown name");
    }

    @TckRule(
            id = "HV-306",
            statement = "where two guests bear a name, findGuest() throws Conflict and names both ids",
            reason = "to take one of them is to stop the wrong machine",
            hint = "findGuest(): it looks for a second bearer")
    void refusesAmbiguousNames() {
        String name = lab().newName();
        Guest first = lab().make(tested().guest(name).build());
        GuestSpec again = tested().guest(name).build();
        Expect.failure(() -> lab().make(again));
        // Whether a second definition may fail, or replace the first, is another rule's matter.
        Expect.assume(bearers(name) == 2, () -> "not tested: names are unique on this host");
        HypervisorException.Conflict conflict =
                Expect.thrown(HypervisorException.Conflict.class, "findGuest()", () -> host().findGuest(name));
        Expect.that(
                String.valueOf(conflict.getMessage()).contains(first.id().value()),
                () -> "the message does not name " + first.id() + ": " + conflict.getMessage());
    }

    private long bearers(String name) {
        return host().guests().stream()
                .filter(guest -> guest.name().equals(name))
                .count();
    }

    @TckRule(
            id = "HV-307",
            statement = "guest() gives a handle on any id, and asks nobody",
            reason = "handles are made by the thousand from stored ids",
            hint = "guest(id): it makes an object and no call; the first call of the handle throws NotFound")
    void handlesAreMadeWithoutACall() {
        GuestId id = GuestId.of("hvtck-there-is-no-such-guest");
        @Nullable Throwable error = Expect.failure(() -> host().guest(id));
        Expect.that(error == null, () -> "guest(id) threw " + error + " for an id that no guest has");
        Expect.equal(id, host().guest(id).id(), "the id of the handle");
    }

    @TckRule(
            id = "HV-308",
            statement = "the collections that a backend makes cannot be changed by their receivers",
            reason = "one user's change would be another user's reading",
            hint = "the call named: List.copyOf, Set.copyOf or an unmodifiable view of a copy")
    void collectionsAreImmutable() {
        Guest guest = running();
        Map<String, Collection<?>> collections = new LinkedHashMap<>();
        collections.put("guests().asList()", host().guests().asList());
        collections.put("devices()", host().devices());
        collections.put("capabilities() of the host", host().capabilities());
        collections.put("capabilities() of a guest", guest.capabilities());
        collections.put("schemes() of the provider", tested().provider().schemes());
        collections.forEach((call, collection) -> Expect.that(
                Expect.failure(() -> mutate(collection)) instanceof UnsupportedOperationException,
                () -> "the collection from " + call + " can be changed"));
    }

    /** Adding null changes a list that can be changed, and is refused by one that cannot. */
    private static boolean mutate(Collection<?> collection) {
        return collection.removeIf(element -> true) || collection.addAll(nothingButNull());
    }

    @SuppressWarnings({"unchecked", "NullAway"})
    private static <T> Collection<T> nothingButNull() {
        return (Collection<T>) Collections.singletonList(null);
    }

    @TckRule(
            id = "HV-309",
            statement = "connections to the same host see the same guests",
            reason = "what one program made another one has to find",
            hint = "caches, and state that is kept by connection instead of by host")
    void connectionsSeeTheSame() {
        Guest guest = stopped();
        GuestInfo seen = lab().open().guest(guest.id()).info();
        Expect.equal(guest.info().name(), seen.name(), "the name seen by another connection");
    }
}
