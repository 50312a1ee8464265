using System.Text;
using CsCheck;
using GraphMemory.Kernels.Text;

namespace GraphMemory.Tests.Kernels.Text;

public sealed class EnglishStemmerTests
{
    [Fact]
    public void Words_have_the_stems_of_the_Snowball_reference() => Assert.All(
        Reference.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
        pair => Assert.Equal(pair.Split(':')[1], Stem(pair.Split(':')[0])));

    [Theory]
    [InlineData("a")]
    [InlineData("is")]
    [InlineData("yy")]
    public void Words_of_one_or_two_letters_stay(string word) => Assert.Equal(word, Stem(word));

    [Fact]
    public void Any_letters_give_a_stem_that_is_not_longer_and_has_only_small_letters() =>
        Gen.String[Gen.Char['a', 'z'], 1, 70].Sample(word => Assert.Matches("^[a-z]*$", Stem(word)));

    private static string Stem(string word)
    {
        var bytes = Encoding.ASCII.GetBytes(word);
        return Encoding.ASCII.GetString(bytes, 0, EnglishStemmer.Stem(bytes));
    }

    // Every rule and exception, and a sample of each suffix from a dictionary; stems from the Snowball project's own implementation.
    private const string Reference =
        """
        abdicate:abdic ably:abli abrasively:abras abstruseness:abstrus abundance:abund abyss:abyss acceptably:accept acclaimed:acclaim
        activate:activ activity:activ actresses:actress adjustable:adjust adjustment:adjust adoption:adopt advisement:advis agreed:agre
        ailment:ailment airiness:airi airliner:airlin allowance:allow alphabetize:alphabet ambient:ambient amorality:amor
        amorphously:amorph analogy:analog ancestral:ancestr andes:andes angularity:angular annoyance:annoy apology:apolog
        applicator:applic appreciative:appreci arsenal:arsenal assize:assiz asymmetrical:asymmetr atheism:atheism atlas:atlas
        atomizer:atom bias:bias bibliographical:bibliograph biotechnology:biotechnolog blandishment:blandish bled:bled boisterous:boister
        boldness:bold bowdlerize:bowdler boyish:boyish brainstorming:brainstorm bus:bus by:by callously:callous callousness:callous
        canning:canning captivity:captiv carefully:care carelessly:careless caresses:caress castration:castrat casualties:casualti
        cease:ceas chancy:chanci chauvinistic:chauvinist cohesiveness:cohes colleges:colleg comfortably:comfort commencement:commenc
        commercialize:commerci communism:communism community:communiti comparability:compar compatible:compat complicity:complic
        conceptualize:conceptu conditional:condit confrontational:confront conjurer:conjur consign:consign consigned:consign
        consigning:consign consonance:conson controll:control cooperative:cooper cosmos:cosmos counted:count creation:creation
        creativeness:creativ creator:creator cries:cri cry:cri cultivate:cultiv cupful:cup currency:currenc cylindrical:cylindr
        cypresses:cypress decency:decenc decidedly:decid decisiveness:decis declivity:decliv decreed:decre deductive:deduct
        defenestration:defenestr defensible:defens delicate:delic delinquently:delinqu dependent:depend deprivation:depriv
        desensitization:desensit destructively:destruct deterrence:deterr devaluation:devalu differently:differ disagreement:disagr
        disingenuous:disingenu disturbingly:disturb doggedly:dog dormancy:dormanc doxology:doxolog drachmas:drachma dying:die
        dynasties:dynasti dysfunctional:dysfunct early:earli earring:earring ecologically:ecolog economizing:econom effective:effect
        electrical:electr electricity:electr embellishment:embellish enchantment:enchant enjoy:enjoy ennoblement:ennobl enormously:enorm
        equalize:equal equalizer:equal eventfulness:event exactness:exact excavator:excav exceed:exceed exceedingly:exceed
        excitability:excit exclamation:exclam exclusivity:exclus excommunicate:excommun expeditiously:expediti extensiveness:extens
        falling:fall fastidiousness:fastidi fatalism:fatal fatuous:fatuous feed:feed feudalism:feudal fibrous:fibrous fixing:fix
        flavorful:flavor fleshier:fleshier forbiddingly:forbid forcefully:forc formality:formal formative:format fossilization:fossil
        frequently:frequent gallivant:galliv gaps:gap garrulousness:garrul gas:gas general:general generate:generat generic:generic
        gently:gentl geologically:geolog goddess:goddess goodness:good gyroscopic:gyroscop halfheartedly:halfheart handful:hand
        hayseed:hayse heretic:heret herring:herring homologous:homolog honorably:honor hopeful:hope hopefulness:hope hoping:hope
        hopped:hop hopping:hop houmous:houmous howe:howe howitzer:howitz idly:idl immorality:immor immunology:immunolog improbable:improb
        incidence:incid incompetently:incompet inconsiderate:inconsider indecency:indec indefatigably:indefatig indisputably:indisput
        individualism:individu individuality:individu industriousness:industri inference:infer inferiority:inferior ingenuity:ingenu
        inimitably:inimit initiative:initi inning:inning innings:inning insensibility:insens insidious:insidi insidiousness:insidi
        insouciant:insouci institutional:institut intelligible:intellig intensity:intens invitational:invit invulnerably:invulner
        irrational:irrat irresponsibility:irrespons irritant:irrit iteration:iter jaggedly:jag jealously:jealous joyous:joyous kiwis:kiwi
        knack:knack knacks:knack knightly:knight lamentably:lament languidly:languid lawlessly:lawless legalism:legal loudly:loud
        luxuriated:luxuri lying:lie magnificently:magnific manfully:man marvel:marvel masticate:mastic materialization:materi
        memorialize:memori metabolism:metabol militancy:milit miscall:miscal monetize:monet monopolization:monopol morality:moral
        motivational:motiv multimillionaire:multimillionair mystic:mystic native:nativ neutralizer:neutral news:news nightly:night
        noiselessly:noiseless nomadic:nomad nonexistence:nonexist nonrepresentational:nonrepresent nontransferable:nontransfer null:null
        obedience:obedi occlusions:occlus occupancy:occup only:onli operational:oper organization:organ organizer:organ originator:origin
        ostracism:ostrac outing:outing palpably:palpabl pedagogy:pedagogi pennant:pennant photojournalism:photojourn pinball:pinbal
        pointlessness:pointless possesses:possess praiseworthy:praiseworthi probate:probat proceed:proceed prodigality:prodig
        professorial:professori prohibition:prohibit provocative:provoc publicity:public quickly:quick radically:radic rate:rate
        rational:ration recesses:recess redevelopment:redevelop reexamining:reexamin refreshingly:refresh regulator:regul relevancy:relev
        religiously:religi remarkably:remark replacement:replac representative:repres resourcefulness:resourc restfulness:rest
        restiveness:restiv retaliate:retali retirement:retir revival:reviv ridiculousness:ridicul roll:roll rusticity:rustic
        sandal:sandal say:say scandalize:scandal segregate:segreg selflessly:selfless sensibility:sensibl sensitivity:sensit
        shiitake:shiitak simplicity:simplic sing:sing singly:singl skies:sky skis:ski sky:sky smoldering:smolder standardize:standard
        sterilizer:steril stockiness:stocki stressful:stress stupendous:stupend substance:substanc succeed:succeed sucked:suck
        supranational:supran tally:talli tendency:tendenc tenement:tenement terminal:termin this:this thrill:thrill tied:tie ties:tie
        tonsillectomies:tonsillectomi toxicology:toxicolog traditionally:tradit transcendentalism:transcendent trepidation:trepid
        trinities:triniti triplicate:triplic trustfulness:trust tunelessly:tuneless tunneled:tunnel tweed:tweed tying:tie ugly:ugli
        unapproachable:unapproach unattractive:unattract uncontroversial:uncontroversi ungrammatical:ungrammat unintelligible:unintellig
        unknowingly:unknow unlawfully:unlaw unrepresentative:unrepres unspeakable:unspeak useful:use valency:valenc venerable:vener
        version:version visible:visibl visibly:visibl visualize:visual vocational:vocat wader:wader want:want weed:weed
        wristwatches:wristwatch youth:youth zestfully:zest
        """;
}
