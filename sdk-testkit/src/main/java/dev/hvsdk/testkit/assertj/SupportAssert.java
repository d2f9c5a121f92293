/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.assertj;

import dev.hvsdk.api.Support;
import java.util.Optional;
import org.apiguardian.api.API;
import org.assertj.core.api.WritableAssertionInfo;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on the answer whether something is available.
 *
 * <p>Not thread-safe: one assertion per thread.
 *
 * @param <C> the type of what may be available
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SupportAssert<C> extends AbstractHypervisorAssert<SupportAssert<C>, Support<C>> {
    private final String subject;

    SupportAssert(@Nullable Support<C> actual, String subject) {
        super(actual, SupportAssert.class);
        this.subject = subject;
    }

    /** The same with the description that the assertion before had. */
    static <C> SupportAssert<C> check(Support<C> actual, String subject, WritableAssertionInfo info) {
        SupportAssert<C> next = new SupportAssert<>(actual, subject);
        next.info.description(info.description());
        return next;
    }

    @Override
    String subject() {
        return subject;
    }

    /** Checks that it can be used. */
    public SupportAssert<C> isAvailable() {
        isNotNull();
        String remedy = remedy().map(text -> "; remedy: " + text).orElse("");
        return check(actual.isAvailable(), "to be available", "it is " + actual + remedy);
    }

    /** Checks that it cannot be used, for whatever reason. */
    public SupportAssert<C> isUnavailable() {
        isNotNull();
        return check(!actual.isAvailable(), "to be unavailable", "it is available");
    }

    /** Checks that it cannot be used, for this reason. */
    public SupportAssert<C> isUnavailable(Support.Reason reason) {
        isNotNull();
        boolean holds = actual instanceof Support.Unavailable<C> no && no.reason() == reason;
        String found = actual.isAvailable() ? "it is available" : "it is " + actual;
        return check(holds, "to be unavailable (" + reason.id() + ")", found);
    }

    /** Checks that it cannot be used, and that the reason for people has this in it. */
    public SupportAssert<C> hasDetailContaining(String part) {
        isUnavailable();
        String detail = ((Support.Unavailable<C>) actual).detail();
        return check(detail.contains(part), "to have a detail with '" + part + "'", "it is '" + detail + "'");
    }

    /** Checks that it cannot be used, and that what a person can do about it has this in it. */
    public SupportAssert<C> hasRemedyContaining(String part) {
        isUnavailable();
        Optional<String> remedy = remedy();
        return check(
                remedy.filter(text -> text.contains(part)).isPresent(),
                "to have a remedy with '" + part + "'",
                remedy.map(text -> "it is '" + text + "'").orElse("it has none"));
    }

    private Optional<String> remedy() {
        return actual instanceof Support.Unavailable<C> no ? no.remedy() : Optional.empty();
    }
}
