/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestListing;
import dev.hvsdk.api.UnreadableGuest;
import java.util.List;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on a listing of guests.
 *
 * <p>Not thread-safe: one assertion per thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class GuestListingAssert extends AbstractHypervisorAssert<GuestListingAssert, GuestListing> {
    GuestListingAssert(@Nullable GuestListing actual) {
        super(actual, GuestListingAssert.class);
    }

    @Override
    String subject() {
        return "the listing";
    }

    /** Checks that there is no guest in it. */
    public GuestListingAssert isEmpty() {
        return hasSize(0);
    }

    /** Checks how many guests were read. */
    public GuestListingAssert hasSize(int size) {
        isNotNull();
        return check(actual.size() == size, "to have " + size + " guests", "it has " + names());
    }

    /** Checks the names of the guests that were read, in the host's order. */
    public GuestListingAssert hasNames(String... names) {
        isNotNull();
        List<String> found = actual.stream().map(GuestInfo::name).toList();
        return check(found.equals(List.of(names)), "to have " + Texts.listed(List.of(names)), "it has " + names());
    }

    /** Checks that all guests could be read. */
    public GuestListingAssert isComplete() {
        isNotNull();
        List<UnreadableGuest> unread = actual.incomplete();
        return check(unread.isEmpty(), "to be complete", "these could not be read: " + Texts.listed(unread));
    }

    /** Checks that this guest is there and could not be read. */
    public GuestListingAssert hasUnreadable(GuestId id) {
        isNotNull();
        List<UnreadableGuest> unread = actual.incomplete();
        return check(
                unread.stream().anyMatch(guest -> guest.id().equals(id)),
                "to tell that guest " + id + " could not be read",
                "of those it has " + Texts.listed(unread));
    }

    /** Goes on with the guest of this name, the first if there are several; fails if there is none. */
    public GuestInfoAssert guest(String name) {
        isNotNull();
        List<GuestInfo> found =
                actual.stream().filter(guest -> guest.name().equals(name)).toList();
        check(!found.isEmpty(), "to have a guest " + name, "it has " + names());
        return new GuestInfoAssert(found.get(0)).as(info.description());
    }

    private String names() {
        return Texts.names(actual.asList());
    }
}
