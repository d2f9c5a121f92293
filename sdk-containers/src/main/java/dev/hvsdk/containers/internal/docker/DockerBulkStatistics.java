/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import dev.hvsdk.api.GuestId;
import dev.hvsdk.api.GuestInfo;
import dev.hvsdk.api.GuestQuery;
import dev.hvsdk.api.HypervisorException;
import dev.hvsdk.api.OperationInterruptedException;
import dev.hvsdk.api.UnreadableGuest;
import dev.hvsdk.api.capability.BulkStatistics;
import dev.hvsdk.api.capability.GuestStatistics;
import dev.hvsdk.api.capability.StatisticsListing;
import dev.hvsdk.spi.support.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** The counters of all containers, of several at a time: the engines have no request for all of them. Immutable. */
final class DockerBulkStatistics implements BulkStatistics {
    /** A container that hangs holds a place for this part of the time, so that as many again may be asked after it. */
    private static final int SHARES = 4;

    private final Client client;

    DockerBulkStatistics(Client client) {
        this.client = client;
    }

    @Override
    public StatisticsListing read(GuestQuery query) {
        Deadline deadline = client.context().deadline();
        List<Callable<Reading>> questions = new ArrayList<>();
        for (GuestInfo guest : Listing.read(client, query, client.context().errors(Counted.OPERATION))) {
            if (guest.state().isActive()) {
                questions.add(() -> read(guest, deadline));
            }
        }
        return questions.isEmpty()
                ? StatisticsListing.of(Map.of(), List.of())
                : listing(answers(questions, Math.min(client.manyAtOnce(), questions.size())));
    }

    private Reading read(GuestInfo guest, Deadline whole) {
        try {
            return Reading.of(guest.id(), DockerStatistics.read(client, guest.id(), share(whole)));
        } catch (HypervisorException.NotFound | HypervisorException.WrongState e) {
            return Reading.stopped(guest.id());
        } catch (HypervisorException e) {
            return Reading.failed(guest, e);
        }
    }

    private static Deadline share(Deadline whole) {
        Duration share = whole.allowed().dividedBy(SHARES);
        Duration left = whole.left();
        return Deadline.after(left.compareTo(share) < 0 ? left : share);
    }

    /** Each question has a deadline, and so the whole has one. */
    private static List<Reading> answers(List<Callable<Reading>> questions, int threads) {
        ExecutorService asking = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "container-statistics");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<Reading> answers = new ArrayList<>();
            for (Future<Reading> answer : asking.invokeAll(questions)) {
                answers.add(answer.get());
            }
            return answers;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationInterruptedException(Counted.OPERATION, e);
        } catch (ExecutionException e) {
            throw unchecked(e);
        } finally {
            asking.shutdownNow();
        }
    }

    /** That the connection was closed, or a mistake of this code. */
    private static RuntimeException unchecked(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException thrown) {
            return thrown;
        }
        return new IllegalStateException(e.getCause());
    }

    private static StatisticsListing listing(List<Reading> readings) {
        Map<GuestId, GuestStatistics> read = new LinkedHashMap<>();
        List<UnreadableGuest> unreadable = new ArrayList<>();
        for (Reading reading : readings) {
            @Nullable GuestStatistics statistics = reading.statistics();
            @Nullable UnreadableGuest failed = reading.unreadable();
            if (statistics != null) {
                read.put(reading.id(), statistics);
            } else if (failed != null) {
                unreadable.add(failed);
            }
        }
        return StatisticsListing.of(read, unreadable);
    }

    /** Of one container: its counters, or why there are none, or neither if it has stopped meanwhile. */
    private record Reading(
            GuestId id,
            @Nullable GuestStatistics statistics,
            @Nullable UnreadableGuest unreadable) {
        static Reading of(GuestId id, GuestStatistics statistics) {
            return new Reading(id, statistics, null);
        }

        static Reading stopped(GuestId id) {
            return new Reading(id, null, null);
        }

        static Reading failed(GuestInfo guest, HypervisorException why) {
            return new Reading(guest.id(), null, UnreadableGuest.of(guest.id(), guest.name(), why));
        }
    }
}
