/*
 * Copyright 2026 the Hypervisor SDK authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.hvsdk.host.internal.passthrough;

import org.jspecify.annotations.Nullable;

/**
 * A step that was begun, as the journal remembers it: what was there before. Immutable.
 *
 * @param attribute what was changed
 * @param subject of what
 * @param before what it was; null for none
 */
record Begun(Attribute attribute, String subject, @Nullable String before) {}
