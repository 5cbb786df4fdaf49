/*
 * Phrases in which a word does not mean what it means alone, so that it says nothing about opposites.
 * Compiled by hand.
 */

const split = (text: string): string[] => text.split(/\s+/).filter((phrase) => phrase !== '');

/** Dutch ones. */
export const dutchIdioms: readonly string[] = split(`
  min_of_meer in_totaal meer_en_meer hoe_meer hoe_langer_hoe_meer nooit_meer niet_meer geen_meer niemand_meer niets_meer niet_langer
  des_te_meer onder_meer onder_andere onder_anderen steeds_meer meer_of_minder al_met_al zo_veel_mogelijk
  zo_goed_als zo_snel_mogelijk ten_slotte tenslotte ten_eerste op_het_eerste_gezicht voor_het_eerst in_eerste_instantie
  in_de_eerste_plaats eerste_minister eerste_kamer tweede_kamer eerste_wereldoorlog eerste_hulp eerste_divisie goedemorgen
  goede_morgen goedenavond goedemiddag goedenacht op_den_duur langs_elkaar goed_idee in_het_algemeen over_het_algemeen
  ter_wereld ter_wille_van van_huis_uit niet_alleen rechter_commissaris rechten_van_de_mens oude_testament nieuwe_testament
  op_korte_termijn op_lange_termijn op_termijn zo_lang zolang als_het_ware ware_het niet_waar van_harte
  dat_wil_zeggen met_andere_woorden lang_niet lange_tijd zo_ver hoe_ver al_te tot_nu_toe tot_nog_toe tot_en_met tot_dusver tot_dan_toe
  door_de_week met_name te_maken_met ten_opzichte_van in_verband_met met_betrekking_tot geen_kwaad
  goed_en_wel al_dan_niet wel_of_niet links_laten van_meet_af_aan voor_het_geval aan_de_slag te_pas in_de_loop_van
  in_de_richting_van ten_aanzien_van in_tegenstelling_tot
`);

/** English ones. */
export const englishIdioms: readonly string[] = split(`
  more_or_less fell_silent fell_dead fell_asleep fell_ill fell_in_love falls_in_love fall_in_love falling_in_love fall_asleep falling_apart fell_apart fall_apart fell_victim dead_silent as_little_as no_less full_of made_up a_little a_bit dropped_out drop_out dropping_out rose_bowl no_more any_more anymore no_longer any_longer more_and_more all_the_more once_more the_more the_less
  much_less let_alone not_to_mention nonetheless nevertheless needless_to_say as_well as_well_as as_long_as so_long_as
  as_far_as so_far far_more far_less far_better by_far at_first at_last at_long_last first_of_all first_and_foremost first_aid
  first_world_war first_lady first_minister prime_minister_s last_but_not_least to_say_the_least least_of_all not_least
  all_in_all after_all above_all at_all all_over all_of_a_sudden all_right all_but all_along of_all most_of_all
  all_the_way all_too all_that at_all_costs all_around all_night all_day all_year in_all over_all all-time ladies_and_gentlemen men_and_women boys_and_girls more_often_than_not
  old_testament new_testament new_year new_year's new_york new_zealand new_delhi new_england new_jersey new_mexico new_orleans new_hampshire
  new_south_wales new_caledonia new_guinea white_house black_friday black_sea red_sea cold_war wall_street high_school
  middle_school high_court supreme_court high_commissioner high_representative low_countries
  east_india west_india left_behind left_over all_left human_rights human_right right_now right_away right_to rights right_after right_before
  great_britain great_wall great_depression great_war grand_prix grand_slam take_place takes_place took_place taken_place taking_place
  take_part takes_part took_part taking_part taken_part take_into_account take_care takes_care took_care take_advantage
  took_advantage take_over took_over taken_over taking_over take_off give_up gave_up given_up give_rise
  take_on took_on take_up took_up as_opposed_to good_morning good_evening good_afternoon good_night
  fire_department fire_brigade fire_service open_air open_source open_letter closed_doors short_of
  long_ago not_only not_just any_other each_other one_another every_other other_than rather_than less_than_ideal
  better_known best_known well_known known_as best_of luck look_forward looking_forward looks_forward looked_forward look_after
  looking_after looked_after looks_after named_after sought_after day_after_day year_after_year before_long
  ever_after in_front_of_me little_by_little one_by_one up_to_date up_and_running light_of in_light_of
  failing_that be_patient as_before worse_than_useless at_most_levels falls_short fall_short fell_short falling_short fall_under falls_under fell_under
  fall_within falls_within fall_outside falls_outside fell_through fall_through fall_back fell_back fall_behind fell_behind fall_into fell_into
  fall_foul fell_foul high_time big_deal early_days full_time part_time half_time first_half second_half last_minute last_name first_name
  first_names last_names last_resort in_the_first_place at_first_glance on_the_other_hand won_over win_over lose_sight lost_sight lose_track
  get_lost got_lost long_way in_short for_short short_for old_age hot_water cold_feet cold_blood next_to next_of_kin few_and_far_between
  quite_a_few a_good_few good_many man_made after_that open_up opened_up opens_up come_to_light came_to_light take_off takes_off on_average
  the_latter small_talk big_data high_seas close_friend close_friends close_up under_way under_pressure under_attack under_fire
  by_far so_far thus_far as_yet not_yet dead_heat better_off worse_off
  all_sorts all_kinds no_doubt no_wonder no_matter less_so none_other none_the_less in_no_time last_thing first_thing most_wanted
  by_heart private_eye early_on late_on sooner_or_later later_on as_soon_as so_soon no_sooner
  low_key high_profile highlight hard_drive hard_disk old_man_s young_man young_woman to_rise rise_to give_way
  start_with to_start_with end_up ends_up ended_up ending_up in_the_end at_the_end_of_the_day week_s_end weekend open_question
  dead_sea dead_end free_of free_from free_kick free_trade free_agent
  in_general general_assembly general_election general_elections general_public secretary_general attorney_general
  general_manager general_hospital general_practitioner general_motors major_general governor_general
  more_so even_more what_is_more what's_more still_more as_much_as as_many_as
  more_slowly more_slow more_difficult more_cautious more_cautiously more_gradually more_gradual more_gently
  more_quietly more_rarely more_modest more_modestly more_restrained more_relaxed more_moderate more_moderately
  more_subdued more_reluctant more_sparingly more_hesitant more_limited more_restricted more_lenient more_leniently
  more_conservative more_thinly more_loosely more_lightly more_weakly more_cheaply more_affordable more_vulnerable
  more_fragile more_selective more_remote more_obscure more_casual more_informal more_simply more_manageable
  after_the_break after_the_interval after_half-time after_halftime north_star
  over_the over_a over_an over_his over_her over_their over_its over_this over_that over_to
`);
