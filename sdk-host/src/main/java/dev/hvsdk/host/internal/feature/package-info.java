/**
 * Which virtualization features a host has and why one is not usable.
 *
 * <p>What the bits of registers mean is data ({@code CpuidBit}, {@code VmxControl} and the tables of each topic), apart from how
 * registers are read; each topic is a {@code FeatureProbe} of its own, and a later one may build on the reports of those before.
 */
@NullMarked
package dev.hvsdk.host.internal.feature;

import org.jspecify.annotations.NullMarked;
