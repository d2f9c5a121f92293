/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.containers.internal.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hvsdk.containers.internal.http.Request;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an engine's events have been heard, by the engine's clock. Not thread-safe: for one listener.
 *
 * <p>Docker keeps its last 256 events in memory (moby, daemon/events): they are gone when it is started anew. Podman has a file,
 * which outlives its service. So an engine that still tells the last event that was heard tells all that came after it too.
 */
final class EventPosition {
    private static final long NANOS = 1_000_000_000L;

    /** Podman reads a time into a double (containers/podman, ParseInputTime), which has no room for single nanoseconds. */
    private static final long SLACK = 1_000;

    private static final int REMEMBERED = 4096;

    private final Dialect dialect;
    private final Map<String, Boolean> heard = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private long last;
    private @Nullable String newest;

    /** From this time on. */
    EventPosition(Dialect dialect, long start) {
        this.dialect = dialect;
        this.last = start;
    }

    /** Forgets what came before; what is heard from now on begins at this time. */
    void restart(long time) {
        last = time;
        newest = null;
        heard.clear();
    }

    /** Whether this time, by the engine's clock, is before what was heard: then that clock was set back. */
    boolean isAfter(long time) {
        return time < last;
    }

    /** All from here on, those of the same moment too. */
    Request next() {
        return Request.read("events")
                .query("since", seconds(last - SLACK))
                .query("filters", "{\"type\":[\"container\"]}");
    }

    /** Tells the last event that was heard, and not much more; ends at once. */
    Request last() {
        return dialect == Dialect.DOCKER ? next().query("until", seconds(last)) : next().query("stream", "false");
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%d.%09d", nanos / NANOS, nanos % NANOS);
    }

    /** Whether nothing that was heard could prove that the engine's memory reaches back to here. */
    boolean isUnproved() {
        return newest == null;
    }

    /** Whether this is the last event that was heard. */
    boolean isLast(JsonNode event) {
        return EventJson.key(event).equals(newest);
    }

    /** Goes on to this event; false if it was heard before, or is from before the beginning. */
    boolean advance(JsonNode event) {
        long time = EventJson.nanos(event);
        if (time < last && heard.isEmpty()) {
            return false;
        }
        String key = EventJson.key(event);
        if (heard.put(key, Boolean.TRUE) != null) {
            return false;
        }
        if (time >= last) {
            last = time;
            newest = key;
        }
        return true;
    }
}
