/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.testkit.tck;

import dev.hvsdk.api.Guest;
import dev.hvsdk.api.GuestCapability;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.HostCapability;
import dev.hvsdk.api.Hypervisor;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.Operation;
import dev.hvsdk.api.Progress;
import dev.hvsdk.api.Support;
import dev.hvsdk.api.capability.StoragePool;
import dev.hvsdk.api.capability.StoragePools;
import dev.hvsdk.api.unit.MemorySize;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the rules of all chapters use. Not thread-safe: JUnit makes an instance for each rule. */
abstract class TckChapter {
    private static final MemorySize LIMIT = MemorySize.ofMebibytes(128);

    private @Nullable TckSubject tested;
    private @Nullable Lab laboratory;
    private @Nullable TckRun run;

    /** A subject, made anew by the author at each call. */
    abstract TckSubject subject();

    /** The subject of this rule. */
    final TckSubject tested() {
        if (tested == null) {
            tested = subject();
        }
        return tested;
    }

    final List<HostDeviation> deviations() {
        return tested().deviations();
    }

    final Duration limit() {
        return patience().multipliedBy(2);
    }

    final void begin(TckRun run) {
        this.run = run;
        run.examine(tested());
        laboratory = new Lab(tested());
    }

    final void end() {
        Lab used = lab();
        // After the rule, whatever came of it; a backend that hangs here has hung in the rule or has a rule for it.
        Bounded.failure(
                () -> {
                    used.close();
                    return null;
                },
                patience());
    }

    final TckRun run() {
        return Objects.requireNonNull(run);
    }

    final Lab lab() {
        return Objects.requireNonNull(laboratory);
    }

    final Duration patience() {
        return tested().patience();
    }

    final Hypervisor host() {
        return lab().host();
    }

    final <T> T await(Operation<T> operation) {
        return operation.await(patience());
    }

    final Guest stopped() {
        return lab().make();
    }

    final Guest running() {
        Guest guest = lab().make();
        await(guest.start());
        return guest;
    }

    /** A guest that runs, with a limit of memory where guests have none by themselves and can be given one. */
    final Guest runningWithMemory() {
        Guest plain = running();
        if (plain.info().memory().isPresent()) {
            return plain;
        }
        try {
            Guest limited =
                    lab().make(tested().guest(lab().newName()).memory(LIMIT).build());
            await(limited.start());
            return limited;
        } catch (HypervisorException.Unsupported e) {
            return plain;
        }
    }

    final GuestInfo listed(Guest guest) {
        return host().guests().stream()
                .filter(info -> info.id().equals(guest.id()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("guest " + guest.id() + " is not in the listing"));
    }

    /** The capability; the rule is not tested where it is absent, of which another rule sees that it is well-formed. */
    final <C extends GuestCapability> C capability(Guest guest, Class<C> type) {
        Support<C> answer = guest.capability(type);
        Expect.assume(answer.isAvailable(), () -> type.getSimpleName() + " is " + answer);
        return answer.require();
    }

    /** A pool that volumes can be made in. */
    final String activePool(StoragePools pools) {
        Optional<String> active = pools.list().stream()
                .filter(StoragePool::active)
                .map(StoragePool::name)
                .findFirst();
        Expect.assume(active.isPresent(), () -> "not tested: the host has no active pool");
        return active.orElseThrow();
    }

    /** Progress that was told in this order: never less than before, nor more than there is. */
    final void expectSteady(List<Progress> told) {
        long before = 0;
        for (Progress progress : told) {
            long reached = before;
            Expect.that(progress.done() >= before, () -> "the progress went from " + reached + " back to " + progress);
            Expect.that(
                    progress.done() <= progress.total().orElse(Long.MAX_VALUE),
                    () -> "more than all is done: " + progress);
            before = progress.done();
        }
    }

    /** The capability; the rule is not tested where it is absent, of which another rule sees that it is well-formed. */
    final <C extends HostCapability> C capability(Class<C> type) {
        Support<C> answer = host().capability(type);
        Expect.assume(answer.isAvailable(), () -> type.getSimpleName() + " is " + answer);
        return answer.require();
    }
}
